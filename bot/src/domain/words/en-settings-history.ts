/** English sentences for changes of the settings. */
export const enSettingsHistory = {
  someone: 'Someone',
  channel: (by: string) => `${by} chose the ITAM channel`,
  noChannel: (by: string) => `${by} left the ITAM channel open`,
  approvers: (by: string, people: string) => `${by} set the fallback approvers: ${people}`,
  noApprovers: (by: string) => `${by} removed all fallback approvers`,
  costCentre: (name: string) => `cost centre ${name}`,
  owners: (by: string, area: string, people: string) => `${by} set the owners of ${area}: ${people}`,
  noOwners: (by: string, area: string) => `${by} removed the owners of ${area}`,
  ownersOf: (area: string) => `owners of ${area}`,
  policy: (by: string, version: string) => `${by} published version ${version} of the purchase policy`,
  reminders: (by: string, days: string) => `${by} set reminders to ${days} a renewal`,
  noReminders: (by: string) => `${by} turned reminders off`,
  daysBefore: (days: string, isOne: boolean) => `${days} ${isOne ? 'day' : 'days'} before`,
  price: (by: string, product: string, price: string) => `${by} set the list price of ${product} to ${price}`,
  noPrice: (by: string, product: string, price: string) => `${by} took ${product} at ${price} out of the price book`,
  priceOf: (product: string) => `list price of ${product}`,
  lossConfirmed: (by: string, missing: number, listed: number) =>
    `${by} confirmed that ${missing} of ${listed} subscriptions are gone at Microsoft`,
  chosenInChat: 'Typed “notify here” in the channel',
  field: {
    itamChannelId: 'ITAM channel',
    fallbackApprovers: 'fallback approvers',
    policy: 'purchase policy',
    reminderDays: 'reminders',
  },
};
