import { useState } from 'react';
import type { PersonRef, SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { namedBy, nobodyNamed } from '../components/PersonPicker.tsx';
import { LineField } from '../components/TextField.tsx';
import { PeopleField } from './PeopleField.tsx';
import { ProductNames } from './ProductNames.tsx';
import { idsOf, namesOf } from './people.ts';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

export type AreaKind = 'products' | 'centres';
const settingOf = { products: 'product-owners', centres: 'cost-centre-owners' } as const;
/** The areas of a kind. */
export const areasOf = (kind: AreaKind, settings: SettingsAnswer) =>
  kind === 'products' ? settings.productOwners : settings.costCentreOwners;

/** Says who owns an area; null for one that has no owners yet. */
export function OwnersDialog({ kind, area, ...props }: DialogProps & { kind: AreaKind; area: string | null }) {
  const words = useWords();
  const locale = useLocale();
  const formats = useFormats();
  const me = useMyself();
  const text = words.tab.settingsPage;
  const own = text[kind];
  const before = areasOf(kind, props.seen).find((one) => one.area === area)?.people ?? [];
  const [name, setName] = useState(area ?? '');
  const [people, setPeople] = useState<readonly PersonRef[]>(before);
  const [typed, setTyped] = useState(nobodyNamed);
  const ids = idsOf(people, namedBy(typed));
  const nameComplaint = name.trim() === '' ? words.refusals['settings.area-missing']({}, locale) : null;
  const peopleComplaint = ids.length === 0 ? text.people.missing : null;
  const list = `${kind}-names`;
  return (
    <SettingDialog
      {...props}
      setting={settingOf[kind]}
      title={area === null ? own.addTitle : own.title(area)}
      body={nameComplaint || peopleComplaint ? null : { area: name, people: ids }}
      nowOf={(settings) => {
        const now = areasOf(kind, settings).find((one) => one.area === name.trim())?.people ?? [];
        return namesOf(now, formats) || words.tab.nobody;
      }}
    >
      {(isChecked) => (
        <>
          {area === null && (
            <>
              <LineField
                label={own.area}
                hint={own.areaHint}
                value={name}
                onChange={setName}
                {...(kind === 'products' && { list })}
                isRequired
                complaint={isChecked ? nameComplaint : null}
              />
              {kind === 'products' && <ProductNames id={list} products={me.products} />}
            </>
          )}
          <PeopleField
            people={people}
            typed={typed}
            complaint={isChecked ? peopleComplaint : null}
            onChange={(chosen, named) => {
              setPeople(chosen);
              setTyped(named);
            }}
          />
        </>
      )}
    </SettingDialog>
  );
}

/** Takes the owners of an area away. */
export function NoOwnersDialog({ kind, area, ...props }: DialogProps & { kind: AreaKind; area: string }) {
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.settingsPage;
  return (
    <SettingDialog
      {...props}
      setting={settingOf[kind]}
      title={text[kind].removeTitle(area)}
      verb={text.remove}
      body={{ area, people: [] }}
      nowOf={(settings) => {
        const now = areasOf(kind, settings).find((one) => one.area === area)?.people ?? [];
        return namesOf(now, formats) || words.tab.nobody;
      }}
    >
      {() => null}
    </SettingDialog>
  );
}
