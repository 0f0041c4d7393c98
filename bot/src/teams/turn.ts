import type { KeptFile } from '../domain/evidence.ts';
import type { Actor } from '../domain/person.ts';
import type { answerQuestion } from '../features/answer-question.ts';
import type { attachEvidence, checkMayAttach } from '../features/attach-evidence.ts';
import type { changeSetting } from '../features/change-setting.ts';
import type { decidePurchase } from '../features/decide-purchase.ts';
import type { decideRenewal } from '../features/decide-renewal.ts';
import type { declarePurchase } from '../features/declare-purchase.ts';
import type { disownPurchase } from '../features/disown-purchase.ts';
import type { FewChanges } from '../features/few-changes.ts';
import type { handOnPurchase } from '../features/hand-on-purchase.ts';
import type { joinPurchases } from '../features/join-purchases.ts';
import type { Deps } from '../features/ports.ts';
import type { Conversations } from '../notices/conversations.ts';
import type { Matter } from '../notices/matter-cards.ts';
import type { Connector, Conversation } from '../notices/ports.ts';
import type { AnsweredMessage } from '../register/answered-messages.ts';
import type { DroppedFiles } from '../register/dropped-files.ts';
import type { Waits } from '../waits.ts';
import type { IncomingActivity } from './activity.ts';
import type { CardContext } from './cards/parts.ts';

/** What the chat edge is built on. */
export type TeamsApp = {
  deps: Deps;
  /** Shared with the API: what one person has under way counts wherever it came in. */
  changes: FewChanges;
  declarePurchase: ReturnType<typeof declarePurchase>;
  decidePurchase: ReturnType<typeof decidePurchase>;
  decideRenewal: ReturnType<typeof decideRenewal>;
  handOnPurchase: ReturnType<typeof handOnPurchase>;
  answerQuestion: ReturnType<typeof answerQuestion>;
  disownPurchase: ReturnType<typeof disownPurchase>;
  joinPurchases: ReturnType<typeof joinPurchases>;
  checkMayAttach: ReturnType<typeof checkMayAttach>;
  /** Fetches a file, before `until`, and keeps it. @throws {Refusal} `file.elsewhere`, `file.unreachable`, `evidence.type`, `evidence.empty`, `evidence.too-large`, `evidence.busy`, `evidence.yours-first` */
  takeFile: (personId: string, address: string, name: string, until: AbortSignal) => Promise<KeptFile>;
  attachEvidence: ReturnType<typeof attachEvidence>;
  droppedFiles: DroppedFiles;
  changeSetting: ReturnType<typeof changeSetting>;
  /** Which messages answer what a person typed lately. */
  answered: {
    of: (personId: string) => Promise<AnsweredMessage[]>;
    remember: (personId: string, answered: AnsweredMessage) => Promise<void>;
  };
  conversations: Conversations;
  connector: Connector;
  /** Makes an activity the card of a matter, so that later events edit it. */
  adoptCard: (matter: Matter, conversationId: string, activityId: string) => Promise<void>;
  /** Which of the assets an activity is someone's card of; null for none. */
  assetOfCard: (recipientId: string, activityId: string, assetIds: readonly string[]) => Promise<string | null>;
  /** Someone, or with null the ITAM channel, can be reached now: what waited for them is queued. */
  reachable: (recipientId: string | null) => Promise<void>;
  tenantId: string;
  isPractice: boolean;
  /** Whether a service address is one that may be answered. */
  isConnector: (serviceUrl: string) => boolean;
  defaultLocale: string;
  /** How long a turn may take before whoever waits is told so. */
  waits: Pick<Waits, 'turnMs'>;
  linkTo: (assetId: string) => string;
};

/** One activity on its way through: who acts, where, and in which language they are answered. */
export type Turn = { activity: IncomingActivity; actor: Actor; conversation: Conversation; card: CardContext };
