import type { PersonSnapshot } from '../domain/person.ts';

/** An invented person with the one manager that the directory knows of them. */
export type InventedPerson = { person: PersonSnapshot; manager: PersonSnapshot | null };

/** How many people report to one. */
const reportsOfOne = 8;

const departments = [
  'Finance',
  'Sales',
  'Marketing',
  'Human Resources',
  'Engineering',
  'Design',
  'Operations',
  'Legal',
  'Research',
  'Support',
  'Logistics',
  'Procurement',
  'Facilities',
  'Quality',
  'Security',
  'IT',
  'Communications',
  'Training',
  'Manufacturing',
  'Audit',
] as const;
const firstNames = [
  'Alva',
  'Bruno',
  'Carla',
  'Dario',
  'Edda',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Luca',
  'Mina',
  'Nils',
  'Olga',
  'Paul',
  'Quinn',
  'Rosa',
  'Sven',
  'Tara',
  'Uwe',
  'Vera',
  'Wim',
  'Xenia',
  'Yara',
  'Zoë',
] as const;
const lastNames = [
  'Adler',
  'Berg',
  'Costa',
  'Dahl',
  'Engel',
  'Fischer',
  'Grau',
  'Hansen',
  'Ivanova',
  'Jansen',
  'Köhler',
  'Lang',
  'Moreau',
  'Novák',
  'Olsen',
  'Petit',
  'Quist',
  'Rossi',
  'Sørensen',
  'Tanaka',
  'Ueda',
  'Vogel',
  'Weiss',
  'Yılmaz',
  'Zeller',
] as const;

/**
 * Invents people: those of each department report to one of them, eight to each, and the heads of the departments to the
 * first of all, who has no manager.
 */
export function inventPeople(count: number, seed: number, random: () => number): InventedPerson[] {
  const people = Array.from({ length: count }, (_, at) => inventPerson(at, seed, random));
  return people.map((person, at) => ({ person, manager: people[managerOf(at)] ?? null }));
}

/** The place of someone's manager; -1 for nobody. The departments' people stand in turn, so each is every twentieth. */
function managerOf(at: number): number {
  if (at < departments.length) return at === 0 ? -1 : 0;
  const inDepartment = Math.floor(at / departments.length);
  return Math.floor((inDepartment - 1) / reportsOfOne) * departments.length + (at % departments.length);
}

function inventPerson(at: number, seed: number, random: () => number): PersonSnapshot {
  const pick = (names: readonly string[]) => names[Math.floor(random() * names.length)];
  const hex = (length: number) =>
    Math.floor(random() * 16 ** length)
      .toString(16)
      .padStart(length, '0');
  // The seed and the place are in the last part of the id: no two people share one.
  const last = `${seed.toString(16).padStart(6, '0')}${at.toString(16).padStart(6, '0')}`;
  return {
    id: `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${last}`,
    displayName: `${pick(firstNames)} ${pick(lastNames)}`,
    userPrincipalName: `person${seed}.${at}@contoso.example`,
    department: departments[at % departments.length] ?? null,
    isGuest: false,
  };
}
