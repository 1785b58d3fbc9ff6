import { ROUTES } from '../routes.ts';
import type { Route } from './route.ts';

interface RouteMatch {
  readonly operation: string;
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface NoRoute {
  /** The methods that the path supports; none if the path is unknown. */
  readonly allowed: readonly string[];
}

const ENTRIES = Object.entries<Route>(ROUTES).map(([operation, route]) => ({
  operation,
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

export function matchRoute(method: string, path: string): RouteMatch | NoRoute {
  const matches = matchPath(path);
  return (
    matches.find(({ route }) => route.method === method) ?? {
      allowed: matches.map(({ route }) => route.method),
    }
  );
}

/** `/v1/customers/upload` is that endpoint, and not the customer with the id `upload`. */
function matchPath(path: string): readonly RouteMatch[] {
  const matches = ENTRIES.flatMap(({ operation, route, pattern }) => {
    const match = pattern.exec(path);
    return match ? [{ operation, route, pathParameters: decodeAll(match.groups ?? {}) }] : [];
  });
  const literal = matches.filter(({ route }) => route.path === path);
  return literal.length > 0 ? literal : matches;
}

function decodeAll(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
