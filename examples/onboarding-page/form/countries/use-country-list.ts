import type { CountryCode } from '@fin-gateway/client/operations';
import { type KeyboardEvent, useId, useState } from 'react';
import { findCountry, type NamedCountry, searchCountries } from './search-countries.ts';

export interface CountryListOptions {
  readonly countries: readonly NamedCountry[];
  readonly value: CountryCode | undefined;
  readonly onChange: (code: CountryCode | undefined) => void;
}

/** No option is highlighted. */
const NONE = -1;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Holds the state of the combobox and handles its keys. */
export function useCountryList({ countries, value, onChange }: CountryListOptions) {
  const listId = useId();
  const chosen = countries.find(({ code }) => code === value);
  const [text, setTyped] = useState('');
  /** The name changes with the language of the page. */
  const typed = chosen?.name ?? text;
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(NONE);
  /** The person left the field with a text that is not a country. */
  const [isUnmatched, setUnmatched] = useState(false);
  const found = chosen ? countries : searchCountries(countries, typed);

  function choose(country: NamedCountry) {
    onChange(country.code);
    setUnmatched(false);
    setOpen(false);
  }
  function type(entered: string) {
    setTyped(entered);
    setOpen(true);
    setActive(entered.trim() ? 0 : NONE);
    setUnmatched(false);
    onChange(undefined);
  }
  function open() {
    setActive(chosen ? found.indexOf(chosen) : NONE);
    setOpen(true);
  }
  /** Chooses exact matches only, because a guess from the first letters could be the wrong country. */
  function leave() {
    setOpen(false);
    if (chosen) return;
    const match = findCountry(countries, typed);
    if (match) choose(match);
    else setUnmatched(typed.trim() !== '');
  }
  function move(step: number) {
    if (!isOpen && chosen) return open();
    setOpen(true);
    // Without an active option, ArrowUp moves to the last one.
    const from = active === NONE && step < 0 ? 0 : active;
    setActive(found.length === 0 ? NONE : (from + step + found.length) % found.length);
  }
  function accept() {
    const country = found[active] ?? findCountry(countries, typed);
    if (country) choose(country);
    else setOpen(false);
  }
  function press(event: KeyboardEvent) {
    const { key, nativeEvent } = event;
    // Input methods use the same keys while composing a word.
    if (nativeEvent.isComposing) return;
    const step = STEPS[key];
    if (step) move(step);
    else if (isOpen && key === 'Enter') accept();
    else if (isOpen && key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  }
  const activeCode = found[active]?.code;
  const inputProps = { value: typed, onClick: open, onBlur: leave, onKeyDown: press };
  return { listId, found, activeCode, isOpen, isUnmatched, value, type, choose, inputProps };
}
