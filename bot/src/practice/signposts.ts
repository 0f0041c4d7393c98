import type { DeskLinks } from './desk.ts';
import { adele, alex } from './people.ts';
import { chatPersonas } from './playground-config.ts';
import type { Settings } from './settings.ts';

function chatUrl(settings: Settings, index: number): string {
  return `http://localhost:${settings.playgroundPort + index}`;
}

function tabUrl(settings: Settings): string {
  return `${settings.publicUrl}/tab/`;
}

/** What the desk page shows. */
export function deskLinks(settings: Settings): DeskLinks {
  return {
    tabUrl: tabUrl(settings),
    tabAs: adele.userPrincipalName,
    chats: chatPersonas.map((person, index) => ({
      name: person.displayName,
      part: person.part ?? '',
      url: chatUrl(settings, index),
      hasChannel: person.id === adele.id,
    })),
  };
}

/** Where everything is, for the console. `hasGraph`: the practice Graph and the desk run. */
export function whereThingsAre(settings: Settings, hasGraph: boolean): string {
  const graph = `http://localhost:${settings.graphPort}`;
  const chats = chatPersonas.map((person, index): [string, string, string] => [
    `${person.displayName.split(' ')[0]}'s chat`,
    `${chatUrl(settings, index)}/`,
    person.part ?? '',
  ]);
  const rows: [string, string, string][] = [
    ...(hasGraph ? [['Desk', `${graph}/`, 'all of these on one page'] satisfies [string, string, string]] : []),
    ['Tab', tabUrl(settings), 'the register'],
    ...chats,
    ['ITAM channel', `${chatUrl(settings, chatPersonas.indexOf(adele))}/#channel`, 'in the Playground of Adele'],
    ...(hasGraph ? [['Practice Graph', `${graph}/v1.0`, ''] satisfies [string, string, string]] : []),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map(([name, url, about]) =>
    `  ${name.padEnd(widths[0] ?? 0)}  ${url.padEnd(widths[1] ?? 0)}  ${about}`.trimEnd(),
  );
  const purchase = JSON.stringify({ purchaser: alex.userPrincipalName, skuPartNumber: 'VISIOCLIENT', quantity: 2 });
  const buying = [
    '',
    '  Make a purchase:',
    `  curl -H 'Content-Type: application/json' -d '${purchase}' ${graph}/practice/purchases`,
  ];
  return [...table, ...(hasGraph ? buying : [])].join('\n');
}
