import { readFileSync } from 'node:fs';
import { catalogue } from '../domain/catalogue.ts';
import type { PracticePerson } from './people.ts';
import type { PracticeState } from './practice-state.ts';
import type { Answer } from './requests.ts';

/** What the desk shows beside the form: the chats, and the tab. Addresses are of this machine. */
export type DeskLinks = {
  tabUrl: string;
  /** Whose eyes the tab is first seen through. */
  tabAs: string;
  chats: readonly { name: string; part: string; url: string; hasChannel: boolean }[];
};

const files: Record<string, string> = { '/desk.css': 'text/css', '/desk-page.js': 'text/javascript' };

/** Answers the desk page and its files; null for other paths. */
export function answerDesk(pathname: string, links: DeskLinks, state: PracticeState): Answer | null {
  if (pathname === '/') return { status: 200, body: deskPage(links, state), headers: headersOf('text/html', links) };
  const type = files[pathname];
  if (!type) return null;
  const body = readFileSync(new URL(`.${pathname}`, import.meta.url), 'utf8');
  return { status: 200, body, headers: headersOf(type, links) };
}

function headersOf(type: string, { tabUrl, chats }: DeskLinks): Record<string, string> {
  const framed = new Set([tabUrl, ...chats.map(({ url }) => url)].map((url) => new URL(url).origin));
  return {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
      `form-action 'none'; frame-ancestors 'none'; frame-src ${[...framed].join(' ')}`,
    'Referrer-Policy': 'no-referrer',
  };
}

function deskPage(links: DeskLinks, state: PracticeState): string {
  const buyers = state.users.filter(({ accountEnabled }) => accountEnabled);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sightline practice desk</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/desk.css">
<script type="module" src="/desk-page.js"></script>
</head>
<body>
<header>
<h1>Sightline <span>practice desk</span></h1>
<form id="purchase" aria-labelledby="purchase-title">
<h2 id="purchase-title">Make a purchase</h2>
<label>Who <select name="purchaser">${buyers.map(personOption).join('')}</select></label>
<label>Product <select name="skuPartNumber">${productOptions()}</select></label>
<label>Seats <input name="quantity" type="number" min="1" max="1000000" value="3" required></label>
<label class="check"><input name="trial" type="checkbox"> Trial</label>
<button type="submit">Buy</button>
<output role="status" aria-live="polite"></output>
</form>
</header>
<main>
${links.chats.map(chatPanel).join('\n')}
${tabPanel(links, buyers)}
</main>
</body>
</html>
`;
}

function chatPanel({ name, part, url, hasChannel }: DeskLinks['chats'][number], index: number): string {
  const frame = `chat-${index}`;
  const address = escaped(url);
  const views = hasChannel
    ? `<span class="views" role="group" aria-label="What to show">
<button type="button" data-frame="${frame}" data-src="${address}/#channel" aria-pressed="true">Channel</button>
<button type="button" data-frame="${frame}" data-src="${address}/#chat" aria-pressed="false">Chat</button></span>`
    : '';
  return `<section class="chat" aria-labelledby="${frame}-title">
<div class="bar"><h2 id="${frame}-title">${escaped(name)} <small>${escaped(part)}</small></h2>${views}
<a href="${address}" target="_blank" rel="noopener" aria-label="Open ${escaped(name)}'s chat by itself">Open</a></div>
<iframe id="${frame}" title="${escaped(name)}" src="${address}/${hasChannel ? '#channel' : ''}"></iframe>
</section>`;
}

function tabPanel({ tabUrl, tabAs }: DeskLinks, viewers: readonly PracticePerson[]): string {
  const options = viewers.map((one) => personOption(one, one.userPrincipalName === tabAs));
  return `<section class="tab" aria-labelledby="tab-title">
<div class="bar"><h2 id="tab-title">Tab <small>the register</small></h2>
<label>Seen by <select id="tab-as" data-frame="tab" data-url="${escaped(tabUrl)}">${options.join('')}</select></label>
<a href="${escaped(tabUrl)}" target="_blank" rel="noopener" aria-label="Open the tab by itself">Open</a></div>
<iframe id="tab" title="Tab" src="${escaped(`${tabUrl}?as=${encodeURIComponent(tabAs)}`)}"></iframe>
</section>`;
}

function personOption({ userPrincipalName, displayName, part, department }: PracticePerson, isChosen: unknown): string {
  const about = part ?? department;
  const selected = isChosen === true ? ' selected' : '';
  const label = about === null ? displayName : `${displayName} (${about})`;
  return `<option value="${escaped(userPrincipalName)}"${selected}>${escaped(label)}</option>`;
}

/** Products that people can buy for themselves, then the free ones that they sign up for, by family. */
function productOptions(): string {
  const sold = catalogue.filter(({ isSelfService, kind }) => isSelfService || kind === 'viral');
  return [...Map.groupBy(sold, ({ family }) => family)]
    .map(([family, products]) => {
      const options = products.map(
        ({ skuPartNumber, name }) =>
          `<option value="${escaped(skuPartNumber)}">${escaped(name)} (${escaped(skuPartNumber)})</option>`,
      );
      return `<optgroup label="${escaped(family)}">${options.join('')}</optgroup>`;
    })
    .join('');
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
