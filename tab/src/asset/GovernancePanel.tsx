import type { Detail } from '../../../bot/src/http/contract.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { Said } from '../components/Said.tsx';
import { StatusWord } from '../components/StatusWord.tsx';
import { approvalWords, beyondWords } from '../components/scope-words.ts';
import { wordOf } from '../components/word-of.ts';

/** How the organisation came to accept it or not: state, question, decision, end, and how sure discovery is. */
export function GovernancePanel({ detail }: { detail: Detail }) {
  const words = useWords();
  const formats = useFormats();
  const { fact, section, noAnswer, words: byWhen, renewal: renewalWords } = words.tab.asset;
  const { question, decision, renewal, retirement, confidence } = detail;
  const by = (doer: { name: string }, at: string) => byWhen(doer.name, formats.moment(at));
  const facts: Fact[] = [{ label: fact.state, value: <StatusWord status={detail.status} /> }];
  const approved = approvalWords(detail, words, formats);
  if (approved) facts.push({ label: words.tab.scope.approved, value: approved });
  if (detail.surplus) {
    const beyond = beyondWords(detail, words, formats);
    const money = detail.surplus.perTerm && detail.billingTerm;
    facts.push({
      label: words.tab.scope.beyond,
      value:
        detail.surplus.perTerm && money
          ? words.tab.scope.for(beyond, `${formats.money(detail.surplus.perTerm)} ${words.term[money]}`)
          : beyond,
    });
  }
  if (question) {
    facts.push({ label: fact.question, value: <Said text={question.question} by={by(question.by, question.at)} /> });
    facts.push({
      label: fact.answer,
      value: question.answer ? (
        <Said text={question.answer} by={question.answeredAt && formats.moment(question.answeredAt)} />
      ) : (
        noAnswer
      ),
    });
  }
  if (decision) {
    const line = by(decision.by, decision.at);
    facts.push({ label: fact.decision, value: decision.comment ? <Said text={decision.comment} by={line} /> : line });
  }
  if (renewal) {
    const day = formats.day(renewal.renewsOn);
    const decided = `${renewalWords[renewal.decision](day)}: ${by(renewal.by, renewal.at)}`;
    facts.push({ label: fact.renewal, value: <Said text={renewal.reason} by={decided} /> });
  } else if (detail.renewalState === 'undecided') {
    facts.push({ label: fact.renewal, value: renewalWords.undecided });
  }
  if (retirement) {
    const line = by(retirement.by, retirement.at);
    facts.push({ label: fact.retirement, value: <Said text={retirement.reason} by={line} /> });
  }
  if (confidence) {
    const reasons = confidence.reasons.map((reason) => wordOf(words.confidenceReason, reason));
    facts.push({
      label: fact.confidence,
      value: [words.confidence[confidence.level], formats.list(reasons)].filter(Boolean).join(': '),
    });
  }
  return (
    <Panel heading={section.governance}>
      <Facts facts={facts} />
    </Panel>
  );
}
