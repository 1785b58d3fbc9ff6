import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Field } from './field.tsx';
import type { FieldName } from './form-values.ts';
import type { CountryCode } from './generated/graphql.ts';
import { type NamedCountry, searchCountries } from './search-countries.ts';

interface CountryFieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly countries: readonly NamedCountry[];
  readonly value: CountryCode | '';
  readonly mistake: string | undefined;
  readonly onChange: (code: CountryCode | '') => void;
}

/** One of 249 countries by typing a part of its name: an editable combobox with a list, as ARIA's authors describe it. */
export function CountryField(props: CountryFieldProps) {
  const { name, label, mistake } = props;
  const list = useCountryList(props);
  return (
    <Field name={name} label={label} hint="Type a part of its name." mistake={mistake}>
      {(aria) => (
        <div className="combobox">
          <input
            {...aria}
            {...list.inputProps}
            type="text"
            role="combobox"
            aria-expanded={list.isShown}
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

function useCountryList({ countries, value, onChange }: CountryFieldProps) {
  const listId = useId();
  const chosen = countries.find(({ code }) => code === value);
  const [typed, setTyped] = useState(chosen?.name ?? '');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = chosen && typed === chosen.name ? countries : searchCountries(countries, typed);

  function choose(country: NamedCountry | undefined) {
    onChange(country?.code ?? '');
    if (country) setTyped(country.name);
    setOpen(false);
  }
  function type(text: string) {
    setTyped(text);
    setOpen(true);
    setActive(0);
    onChange('');
  }
  function open() {
    setActive(
      Math.max(
        0,
        found.findIndex(({ code }) => code === value),
      ),
    );
    setOpen(true);
  }
  /** Whoever types a name to its end need not choose it from the list as well. */
  function leave() {
    const [only, ...others] = typed.trim() ? searchCountries(countries, typed) : [];
    const exact = countries.find(({ name }) => name.toLowerCase() === typed.trim().toLowerCase());
    choose(exact ?? (others.length === 0 ? only : undefined) ?? chosen);
  }
  function move(step: number) {
    if (!isOpen) open();
    else if (found.length > 0) setActive((active + step + found.length) % found.length);
  }
  function press(event: KeyboardEvent) {
    const { key } = event;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (isOpen && key === 'Enter') choose(found[active]);
    else if (isOpen && key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  }
  const isShown = isOpen && found.length > 0;
  const inputProps = {
    value: typed,
    'aria-controls': isShown ? listId : undefined,
    'aria-activedescendant': isShown ? `${listId}-${found[active]?.code}` : undefined,
    onChange: ({ target }: { readonly target: HTMLInputElement }) => type(target.value),
    onClick: open,
    onBlur: leave,
    onKeyDown: press,
  };
  return { listId, found, active, isOpen, isShown, value, choose, inputProps };
}

interface CountryListProps {
  readonly label: string;
  readonly list: ReturnType<typeof useCountryList>;
}

function CountryList({ label, list: { listId, found, active, value, choose } }: CountryListProps) {
  const activeRef = useRef<HTMLDivElement>(null);
  const activeCode = found[active]?.code;
  useEffect(() => {
    if (activeCode) activeRef.current?.scrollIntoView({ block: 'nearest' });
  }, [activeCode]);
  if (found.length === 0) return <p className="no-country">There is no country of this name.</p>;
  return (
    // Pressing the mouse must not take the focus out of the input.
    <div
      className="countries"
      role="listbox"
      id={listId}
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      {found.map((country) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the input's, by aria-activedescendant
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
