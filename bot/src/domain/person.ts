/** A person as the directory knows them now. Ids are Entra object ids (GUIDs, lower case). */
export type DirectoryPerson = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  department: string | null;
  isEnabled: boolean;
  isGuest: boolean;
};

/** A person as an entry remembers them: what the directory said at that moment. */
export type PersonSnapshot = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  department: string | null;
  isGuest: boolean;
};

/** Why a person can't answer any more. */
export type Absence = 'disabled' | 'deleted';

/** What an entry keeps of a person. */
export function snapshot(person: DirectoryPerson): PersonSnapshot {
  const { id, displayName, userPrincipalName, department, isGuest } = person;
  return { id, displayName, userPrincipalName, department, isGuest };
}

/** The app roles of Entra that Sightline defines; everyone else has none. */
export type Role = 'Itam.Manage' | 'Itam.Read';

/** Who acts. Comes from a verified token or from `activity.from.aadObjectId`, never from data that a person can edit. */
export type Actor = { id: string; displayName: string; roles: ReadonlySet<Role>; locale: string };
