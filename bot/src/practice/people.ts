/*
 * Fixtures: the people of the practice tenant. All of them are invented; contoso.example is reserved for examples.
 */

export type AppRole = 'Itam.Manage' | 'Itam.Read';

/** A person of the practice directory. `manager` is the object id of theirs. */
export type PracticePerson = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  jobTitle: string;
  department: string | null;
  manager: string | null;
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  /** App roles that their tokens carry. */
  roles: AppRole[];
  /** What they are to Sightline, in words for whoever picks a persona. */
  part: string | null;
};

/** The directory (tenant) id of the practice tenant. */
export const practiceTenantId = '8609132a-0550-4f0e-af22-9f0d7b98a7ab';
/** The app registration that practice tokens are made for. */
export const practiceClientId = 'c12bff46-feed-4c55-920e-34878e2831b0';
/** Sightline in the catalogue of the practice tenant's apps. */
export const practiceTeamsAppId = '5a1e0000-0000-4000-8000-000000000001';
/** The partner that sold the practice tenant one of its subscriptions. */
export const practicePartnerTenantId = '9021acd7-414c-4432-8b06-8d6efb135a2c';

const ids = {
  alex: 'd80e6b73-d9aa-4e58-a8ca-8e8bea27915d',
  megan: '605594f0-dbf3-4608-96a1-ec776ff16be3',
  adele: '00f138ae-fe7b-44b3-ac2e-1fae22fa2514',
  grady: '207b40bd-4758-4471-8633-0d8abacac6dd',
  lynne: 'c19fa4be-a885-470f-9255-a17bd0d156d2',
  patti: '55ded703-3c46-4a12-a003-f3ca2bc1b09b',
  nestor: '3f54a291-340e-4a39-ab3e-67054981c248',
  miriam: '37196896-2c0d-49d5-88e5-c5b667ca21dc',
  isaiah: 'c10c1e21-ab7b-41ef-8948-a69f33288ba6',
  irvin: '21297d41-553f-463b-ba7f-ed03412154af',
  diego: '3f583d91-d332-408d-8925-a0463200a185',
  lee: 'ef344eb4-655e-4766-9e6d-9c0f12cd3adb',
  joni: '1c017dae-2815-4ee6-a33a-336dfc9ec056',
  lidia: '57c940e8-9eb6-4fb2-87a2-9e519ed3041d',
  pradeep: 'e2c939bf-8cc2-443f-a788-2173500f1fce',
  johanna: 'e20d37d1-13a3-4bf7-9e02-743b21ca4721',
  debra: '6b5360e3-4c89-4e52-827a-2af0c20bdd8b',
  christie: '32678d0b-1ab7-4318-a925-18a8a52e4dc8',
  chris: 'b72a0016-e78a-4229-8c93-c940334675d6',
  pat: '425a8e5c-2ae5-4510-b7b7-d47c68b7d08d',
} as const;

function person(
  id: string,
  displayName: string,
  jobTitle: string,
  department: string | null,
  manager: string | null,
  traits: Partial<Pick<PracticePerson, 'accountEnabled' | 'userType' | 'roles' | 'part' | 'userPrincipalName'>> = {},
): PracticePerson {
  return {
    id,
    displayName,
    userPrincipalName: `${displayName.toLowerCase().replace(' ', '.')}@contoso.example`,
    jobTitle,
    department,
    manager,
    accountEnabled: true,
    userType: 'Member',
    roles: [],
    part: null,
    ...traits,
  };
}

export const alex = person(ids.alex, 'Alex Wilber', 'Financial Analyst', 'Finance', ids.megan, { part: 'Purchaser' });
export const megan = person(ids.megan, 'Megan Bowen', 'Finance Manager', 'Finance', ids.patti, {
  part: "Manager of Alex Wilber's team",
});
export const adele = person(ids.adele, 'Adele Vance', 'Software Asset Manager', 'IT', ids.nestor, {
  roles: ['Itam.Manage'],
  part: 'ITAM staff',
});
export const grady = person(ids.grady, 'Grady Archie', 'BI Platform Lead', 'IT', ids.nestor, {
  part: 'Product owner of Power BI',
});
export const lynne = person(ids.lynne, 'Lynne Robbins', 'Internal Auditor', 'Audit', ids.patti, {
  roles: ['Itam.Read'],
  part: 'Auditor',
});
/** Has left already: the directory keeps them among its deleted items. */
export const pat = person(ids.pat, 'Pat Owens', 'Facilities Planner', 'Operations', ids.lee);

/** Everyone in the directory, those whose part matters first. */
export const people: readonly PracticePerson[] = [
  alex,
  megan,
  adele,
  grady,
  lynne,
  person(ids.patti, 'Patti Fernandez', 'President', 'Executive', null, { part: 'Has no manager' }),
  person(ids.nestor, 'Nestor Wilke', 'Director of IT', 'IT', ids.patti),
  person(ids.miriam, 'Miriam Graham', 'Director of Marketing', 'Marketing', ids.patti),
  person(ids.isaiah, 'Isaiah Langer', 'Sales Representative', 'Sales', ids.miriam),
  person(ids.irvin, 'Irvin Sayers', 'Head of HR', 'HR', ids.patti, { accountEnabled: false }),
  person(ids.diego, 'Diego Siciliani', 'HR Partner', 'HR', ids.irvin, { part: 'Manager is disabled' }),
  person(ids.lee, 'Lee Gu', 'Director of Operations', 'Operations', ids.patti),
  person(ids.joni, 'Joni Sherman', 'Paralegal', 'Legal', ids.patti),
  person(ids.lidia, 'Lidia Holloway', 'Product Manager', 'Engineering', ids.pradeep),
  person(ids.pradeep, 'Pradeep Gupta', 'Head of Engineering', 'Engineering', ids.patti),
  person(ids.johanna, 'Johanna Lorenz', 'Senior Engineer', 'Engineering', ids.pradeep),
  person(ids.debra, 'Debra Berger', 'Accountant', 'Finance', ids.megan),
  person(ids.christie, 'Christie Cline', 'Buyer', 'Procurement', ids.lee),
  person(ids.chris, 'Chris Green', 'Consultant', null, null, {
    userType: 'Guest',
    userPrincipalName: 'chris.green_fabrikam.example#EXT#@contoso.example',
    part: 'Guest, has no manager',
  }),
];

export const knownIds = ids;
