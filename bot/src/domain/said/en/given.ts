import type { Span } from '../text.ts';

const it =
  '(?:IT|I\\.T\\.|(?:(?:the|my|our|a|an|his|her|their) )?(?:(?:last|old|new|former|previous|other|own|local|global|dear) )?(?:it[ -](?:department|team|desk|support|guys?|people|admins?)|help ?desk|service ?desk|admins?|administrators?|company|employer|organi[sz]ation|manager|boss|colleagues?|hr|work|office|head office|university|school|procurement|licen[cs]ing team))';
const given = new RegExp(
  `\\b(?:assigned|allocated|granted|provisioned|handed|given|issued|provided|transferred|reassigned|passed)\\b(?! for)|` +
    `\\b(?:from|by|through|via|thanks to|courtesy of) ${it}(?![\\w-])|\\bwith (?:my|our|the) (?:new )?(?:laptop|account|e[35]|job|office|bundle)\\b|\\bIT (?:team )?(?:has |have )?(?:approved|gave|set|assigned|installed|ordered|bought|provided|granted|added)\\b|\\b(?:approved|granted|fulfilled) (?:my|our|the) request\\b|\\bas part of\\b|\\bincluded\\b`,
  'i',
);
/** "got Visio Plan 2 installed", "got Power BI Pro working": something was done, nothing bought. */
const done =
  /^ ?(?:licen[cs]es? |subscription |seats? |access )?(?:back|working|to work|pre-?installed|pre-?loaded|bundled|included|installed|running|removed|revoked|approved|renewed|updated|fixed|set up|cancell?ed|declined|rejected|refunded|activated|sorted|blocked|disabled|expired|added|changed|upgraded|confused|wrong|mixed)\b/i;

/** Whether what somebody "got" was given to them or done for them: an IT department assigned it, nobody bought it. */
export function isGiven(text: string, { start, end }: Span): boolean {
  const told = text.slice(start, end);
  return given.test(told) || done.test(told);
}
