import { useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Field, type FieldProps } from '../fields/field.tsx';
import { type CountryListOptions, useCountryList } from './use-country-list.ts';

type CountryFieldProps = FieldProps & CountryListOptions;

/**
 * An editable combobox with list autocomplete:
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-autocomplete-list/
 */
export function CountryField(props: CountryFieldProps) {
  const { name, label } = props;
  const { form: texts, plural } = useTexts();
  const list = useCountryList(props);
  const isShown = list.isOpen && list.found.length > 0;
  const isUnmatched = list.isUnmatched && props.errors.length === 0;
  const errors = isUnmatched ? [{ field: name, error: NO_COUNTRY }] : props.errors;
  return (
    <Field name={name} label={label} hint={texts.countries.hint} errors={errors}>
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
            {list.isOpen && plural(texts.countries.found, list.found.length)}
          </output>
        </div>
      )}
    </Field>
  );
}

/** The person left the field with a text that is not a country. */
const NO_COUNTRY = { code: 'REQUIRED', path: [], params: {}, message: '' } as const;

interface CountryListProps {
  readonly label: string;
  readonly list: ReturnType<typeof useCountryList>;
}

function CountryList({ label, list: { listId, found, activeCode, value, choose } }: CountryListProps) {
  const activeRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (activeCode) activeRef.current?.scrollIntoView({ block: 'nearest' });
  }, [activeCode]);
  const { countries } = useTexts().form;
  if (found.length === 0) return <p className="no-country">{countries.none}</p>;
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
