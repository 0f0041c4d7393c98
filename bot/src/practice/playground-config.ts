import { adele, alex, megan, type PracticePerson, people } from './people.ts';

/** A user as the Playground's configuration has them (the misspelt name is its own). */
export type ChatUser = {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
};

/** The bot's id in the practice tenant's conversations. */
export const practiceBotId = '28:sightline-practice';
/** The ITAM staff's team and channel. */
export const itamTeam = {
  id: '19:itam-team@thread.tacv2',
  name: 'IT Asset Management',
  aadGroupId: '32678d0b-7a30-4c51-8f0e-3b1c5d0a9e11',
  channelId: '19:itam-purchases@thread.tacv2',
  channelName: 'Licence purchases',
};

/** Those who have a chat of their own, in the order of their ports. */
export const chatPersonas = [alex, megan, adele] as const;

/** The id of someone's personal chat with the bot. */
export function personalChatId(person: PracticePerson): string {
  return `a:practice-${alias(person)}`;
}

/** The part of a user principal name before the at sign. */
export function alias(person: PracticePerson): string {
  return person.userPrincipalName.split('@')[0] ?? person.id;
}

export function chatUser(person: PracticePerson): ChatUser {
  const [givenName = '', ...surnames] = person.displayName.split(' ');
  return {
    id: `29:practice-${alias(person)}`,
    name: person.displayName,
    userPrincipleName: person.userPrincipalName,
    aadObjectId: person.id,
    givenName,
    surname: surnames.join(' '),
    email: person.userPrincipalName,
  };
}

/**
 * The Playground's configuration for one persona. YAML is a superset of JSON, so JSON it is.
 * The Playground wants exactly five users beside the current one.
 */
export function playgroundConfig(person: PracticePerson, tenantId: string): string {
  const others = people.filter((one) => one.id !== person.id).slice(0, 5);
  return JSON.stringify(
    {
      version: '0.1.1',
      tenantId,
      bot: { id: practiceBotId, name: 'Sightline' },
      currentUser: chatUser(person),
      users: others.map(chatUser),
      personalChat: { id: personalChatId(person) },
      groupChat: { id: `19:practice-${alias(person)}@thread.v2`, name: 'Group chat' },
      team: {
        id: itamTeam.id,
        name: itamTeam.name,
        aadGroupId: itamTeam.aadGroupId,
        channels: [{ id: itamTeam.channelId, name: itamTeam.channelName }],
      },
    },
    null,
    2,
  );
}
