import { useEffect, useRef } from 'react';
import { Field } from '../field.tsx';
import { CHOOSE_COUNTRY } from '../form-rules.ts';
import type { FieldName } from '../form-values.ts';
import { type CountryListOptions, useCountryList } from './use-country-list.ts';

interface CountryFieldProps extends CountryListOptions {
  readonly name: FieldName;
  readonly label: string;
  readonly error: string | undefined;
}

/**
 * An editable combobox with list autocomplete:
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-autocomplete-list/
 */
export function CountryField(props: CountryFieldProps) {
  const { name, label } = props;
  const list = useCountryList(props);
  const isShown = list.isOpen && list.found.length > 0;
  const error = props.error ?? (list.isUnmatched ? CHOOSE_COUNTRY : undefined);
  return (
    <Field name={name} label={label} hint="Type a name or a code, such as GB." error={error}>
      {(aria) => (
        <div className="combobox">
          <input
            {...aria}
            {...list.inputProps}
            type="text"
            role="combobox"
            aria-expanded={isShown}
            aria-controls={isShown ? list.listId : undefined}
            aria-activedescendant={
              isShown && list.activeCode ? `${list.listId}-${list.activeCode}` : undefined
            }
            onChange={({ target }) => list.type(target.value)}
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
          />
          {list.isOpen && <CountryList label={label} list={list} />}
          <output className="for-screen-readers">
            {list.isOpen && `${list.found.length} ${list.found.length === 1 ? 'country' : 'countries'}`}
          </output>
        </div>
      )}
    </Field>
  );
}

interface CountryListProps {
  readonly label: string;
  readonly list: ReturnType<typeof useCountryList>;
}

function CountryList({ label, list: { listId, found, activeCode, value, choose } }: CountryListProps) {
  const activeRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (activeCode) activeRef.current?.scrollIntoView({ block: 'nearest' });
  }, [activeCode]);
  if (found.length === 0) return <p className="no-country">No country has this name or code.</p>;
  return (
    // Pressing the mouse button must not move the focus away from the input.
    <div
      className="countries"
      role="listbox"
      id={listId}
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      {found.map((country) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the input handles the keys, see aria-activedescendant
        <div
          key={country.code}
          ref={country.code === activeCode ? activeRef : undefined}
          id={`${listId}-${country.code}`}
          role="option"
          aria-selected={country.code === value}
          className={country.code === activeCode ? 'country is-active' : 'country'}
          onClick={() => choose(country)}
        >
          {country.name}
        </div>
      ))}
    </div>
  );
}
