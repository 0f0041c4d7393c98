/** What people count when they buy seats; a pattern. */
export const licenceWords = 'seats?|licen[cs]es?|lic|lics|subscriptions?|subs|users?|copy|copies|units?|accounts?';

/** Those for whom seats are bought; a pattern. */
export const peopleWords =
  'people|persons?|colleagues?|(?:team )?members?|employees?|staff|folks|analysts?|developers?|devs?|engineers?|designers?|consultants?|coworkers?|co-workers?|students?|heads?|interns?|managers?|of us|users?|seats?|licen[cs]es?|accounts?|guys';

/** What is spoken of as paid, got or ordered, but is no licence: papers and messages about one, and what is taught of it. */
const papers = `invoices? bills? receipts? refunds? charged charges? quotes? quotation offers? discounts? reminders? emails? e-mails? mails?
  messages? errors? warnings? notifications? questions? issues? problems? access permission approvals? credits? vouchers? coupons? demos? calls?
  requests? tickets? alerts? notes? letters? answers? feedback statements? notices? prompts? popups? pop-ups? links? keys? passwords? logins?
  training trainings courses? class classes books? guides? webinars? workshops? exams? certifications? certificates? conference
  newsletters? tutorials? consultants? consultancy consulting support mugs? stickers? t-shirts? lessons? seminars? manuals? bootcamps?
  paid hired sick rid stuck locked lost hacked promoted billed told asked assigned removed working confused update updates news info information
  raise bonus salary money time advice help`;
/** Everyday things that people buy as well. */
const goods = `lunch(?:es)? dinners? breakfasts? coffees? tea pizzas? cakes? food drinks? beers? wine snacks? sandwich sandwiches fruit flowers
  gifts? presents? cards? flights? trains? taxis? hotels? rooms? parking petrol fuel laptops? notebooks? macbooks? iphones? ipads?
  phones? mobiles? tablets? computers? pcs? desktops? monitors? screens? displays? keyboards? mouses? mice headsets? headphones? earbuds webcams? cameras?
  docks? docking cables? chargers? adapters? batter(?:y|ies) printers? toners? ink paper pens? stationery chairs? desks? tables? lamps? bags?
  cars? bikes? shoes? shirts? clothes furniture sofas? tvs? televisions? projectors? routers? switches servers? drives? disks? ssds? ram usb hdmi
  house flat stocks? shares? groceries bananas? apples bread milk water plants? sims? speakers? microphones? surface thinkpads? kindle airpods
  plates? driving fishing gym magazines? newspapers? membership tv bus meal meals catering supplies whiteboards? backpacks? umbrella donuts? cookies bitcoin crypto insurance tyres? tires?`;

const words = (list: string) => new RegExp(`^(?:${list.split(/\s+/).join('|')})$`, 'i');
const isPaper = words(papers);
const isGood = words(goods);

/** Whether a word names what is no licence. */
export function isNoLicence(word: string): boolean {
  return isPaper.test(word) || isGood.test(word);
}

/** Whether a word right after a product makes it a paper or a lesson about that product: "a Power BI Pro course". */
export function isAboutProduct(word: string): boolean {
  return isPaper.test(word);
}

/** Products and publishers whose names people write in small letters; what else is written so has to be counted in licences. */
const known = new Set(
  `figma slack zoom adobe acrobat photoshop illustrator indesign notion miro canva jira confluence atlassian trello asana github gitlab
  copilot chatgpt openai claude gemini perplexity midjourney dropbox box grammarly deepl 1password lastpass bitwarden keeper autocad autodesk
  revit sketch invision tableau looker alteryx snagit camtasia techsmith postman jetbrains intellij webstorm pycharm rider sublime airtable
  clickup monday smartsheet lucidchart lucid mural loom calendly docusign salesforce hubspot mailchimp zapier make typeform surveymonkey
  evernote todoist linkedin cursor replit vercel netlify heroku datadog sentry pagerduty splunk mongodb snowflake databricks matlab spss
  stata minitab endnote nvivo solidworks vmware parallels winrar winzip teamviewer anydesk webex ringcentral intercom zendesk freshdesk
  xmind mindmanager balsamiq axure framer webflow wordpress squarespace semrush ahrefs hotjar amplitude mixpanel segment powerbi visio
  obsidian raycast linear basecamp teamwork wrike toggl harvest bluebeam coreldraw affinity davinci premiere lightroom creative_cloud
  freepik shutterstock envato getty overleaf elevenlabs descript otter fireflies gamma tome synthesia heygen runway`.split(
    /\s+/,
  ),
);

export function isKnownName(word: string): boolean {
  return known.has(word.toLowerCase());
}
