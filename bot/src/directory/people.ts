import { type Client, GraphError } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Absence, DirectoryPerson } from '../domain/person.ts';

const User = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  department: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
});

const Users = z.object({ value: z.array(User) });

/** Properties of a user that Graph filters by how they begin without a header of its own (Graph reference, user). */
const searched = ['displayName', 'surname', 'userPrincipalName'];
const mostFound = 8;

const fields = 'id,displayName,userPrincipalName,department,accountEnabled,userType';

/** What the directory says of someone: there, disabled, or deleted (with what is still known of them). */
export type Found = { person: DirectoryPerson | null; absence: Absence | null };

export type People = {
  /** By directory id or user principal name. @throws when Graph can't be asked: not knowing is not absence. */
  find(idOrUpn: string): Promise<Found>;
  /** Their manager if there is one who can act: enabled and still there. */
  managerOf(personId: string): Promise<DirectoryPerson | null>;
  /** The first few colleagues whose name, surname or user principal name begins so; neither guests nor disabled accounts. */
  search(beginning: string): Promise<DirectoryPerson[]>;
};

type Cached<T> = { value: Promise<T>; readAt: number };

/** Reads people from Graph, and remembers each answer for `maxAgeMs`. */
export function openPeople(deps: { graph: Client; now: () => Date; maxAgeMs: number }): People {
  const { graph, now, maxAgeMs } = deps;
  const found = new Map<string, Cached<Found>>();
  const managers = new Map<string, Cached<DirectoryPerson | null>>();

  function remembered<T>(cache: Map<string, Cached<T>>, key: string, read: () => Promise<T>): Promise<T> {
    const known = cache.get(key);
    if (known && now().getTime() - known.readAt < maxAgeMs) return known.value;
    if (cache.size >= mostRemembered) cache.clear();
    const value = read();
    cache.set(key, { value, readAt: now().getTime() });
    value.catch(() => cache.delete(key));
    return value;
  }

  async function readPerson(idOrUpn: string): Promise<Found> {
    const path = `/users/${encodeURIComponent(idOrUpn)}`;
    const user = await getOrNull(graph, path);
    if (user) {
      const person = personOf(User.parse(user));
      return { person, absence: person.isEnabled ? null : 'disabled' };
    }
    // The recycle bin knows ids only, and answers a name as a bad request.
    const isId = /^[0-9a-f-]{36}$/i.test(idOrUpn);
    const deleted = isId ? await getOrNull(graph, `/directory/deletedItems/${idOrUpn}`) : null;
    const parsed = User.safeParse(deleted);
    return { person: parsed.success ? personOf(parsed.data) : null, absence: 'deleted' };
  }

  async function readManager(personId: string): Promise<DirectoryPerson | null> {
    const manager = await getOrNull(graph, `/users/${encodeURIComponent(personId)}/manager`);
    if (!manager) return null;
    const person = personOf(User.parse(manager));
    return person.isEnabled ? person : null;
  }

  async function search(beginning: string): Promise<DirectoryPerson[]> {
    const quoted = beginning.toWellFormed().replaceAll("'", "''");
    // The client puts a filter into the address as it is, where `&`, `#`, `+` and `%` would mean something else.
    const filter = searched.map((property) => `startswith(${property},'${quoted}')`).join(' or ');
    const answer: unknown = await graph
      .api('/users')
      .filter(encodeURIComponent(filter))
      .select(fields)
      .top(mostFound)
      .get();
    return Users.parse(answer)
      .value.map(personOf)
      .filter(({ isEnabled, isGuest }) => isEnabled && !isGuest);
  }

  return {
    search,
    find: (idOrUpn) => remembered(found, idOrUpn.toLowerCase(), () => readPerson(idOrUpn)),
    managerOf: (personId) => remembered(managers, personId.toLowerCase(), () => readManager(personId)),
  };
}

const mostRemembered = 200_000;

/** What Graph has at a path of someone in the directory. Null only when Graph itself says that there is none: a gateway's 404 says nothing about anyone. */
export async function getOrNull(graph: Client, path: string): Promise<unknown> {
  try {
    return await graph.api(path).select(fields).get();
  } catch (error) {
    if (error instanceof GraphError && error.statusCode === 404 && /ResourceNotFound$/.test(error.code ?? ''))
      return null;
    throw error;
  }
}

function personOf(user: z.infer<typeof User>): DirectoryPerson {
  return {
    id: user.id.toLowerCase(),
    displayName: user.displayName ?? user.userPrincipalName ?? user.id,
    userPrincipalName: user.userPrincipalName ?? user.id,
    department: user.department ?? null,
    isEnabled: user.accountEnabled ?? true,
    isGuest: user.userType === 'Guest',
  };
}
