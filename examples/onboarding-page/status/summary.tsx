import type { SentDocuments } from '../form/model/sent-documents.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { LINKS } from '../shell/links.ts';
import type { StatusCustomer } from './status-customer.ts';

interface SummaryProps {
  readonly customer: StatusCustomer;
  readonly sent: SentDocuments | undefined;
}

/** The documents that were sent, the reference for support, and links to the next steps. */
export function Summary({ customer: { id, tosPoliciesUrl }, sent }: SummaryProps) {
  const { status: texts, plural, locale } = useTexts();
  const lists = new Intl.ListFormat(locale);
  const names = sent?.documents.map((document) => texts.requested[document]);
  return (
    <footer className="summary">
      <dl>
        {sent && names && (
          <div>
            <dt>{texts.summary.sent}</dt>
            <dd>
              {lists.format(names)} ({plural(texts.summary.files, sent.fileCount)})
            </dd>
          </div>
        )}
        <div>
          <dt>{texts.summary.reference}</dt>
          <dd>
            <bdi dir="ltr" className="reference">
              {id}
            </bdi>
          </dd>
        </div>
      </dl>
      <ul className="links">
        {sent && tosPoliciesUrl && (
          <li>
            <a href={tosPoliciesUrl} target="_blank" rel="noreferrer">
              {texts.links.terms}
            </a>
          </li>
        )}
        <li>
          <a href={LINKS.support}>{texts.links.support}</a>
        </li>
      </ul>
    </footer>
  );
}
