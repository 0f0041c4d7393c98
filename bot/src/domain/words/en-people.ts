/** English words for finding a colleague. */
export const enPeople = {
  hint: 'Type the beginning of their name or work address.',
  searching: 'Looking …',
  none: 'Nobody’s name or work address begins so.',
  unreachable: 'The directory can’t be asked just now. Type their whole work address.',
  found: (count: string, isOne: boolean) => (isOne ? '1 colleague found' : `${count} colleagues found`),
};
