import type {
  CustomerCapabilities as CustomerCapabilitiesShape,
  RampCapability as RampCapabilityShape,
} from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';

type CapabilityReasonShape = NonNullable<RampCapabilityShape['reason']>;

export const CustomerCapabilities = builder.objectRef<CustomerCapabilitiesShape>('CustomerCapabilities');
const RampCapability = builder.objectRef<RampCapabilityShape>('RampCapability');
const CapabilityReason = builder.objectRef<CapabilityReasonShape>('CapabilityReason');

CustomerCapabilities.implement({
  description: 'Which currencies a customer can bring in and take out.',
  fields: (t) => ({
    onRamp: t.field({
      type: [RampCapability],
      extensions: listSize(5),
      description: 'Bringing money in, a currency each.',
      resolve: ({ onRamp }) => [...onRamp],
    }),
    offRamp: t.field({
      type: [RampCapability],
      extensions: listSize(5),
      description: 'Taking money out, a currency each.',
      resolve: ({ offRamp }) => [...offRamp],
    }),
  }),
});

RampCapability.implement({
  description: 'What a customer can do in one currency.',
  fields: (t) => ({
    currency: t.exposeString('currency', {
      nullable: true,
      description: 'ISO 4217 code, such as `USD`. Null if Fin.com did not say.',
    }),
    status: t.exposeBoolean('status', {
      nullable: true,
      description: 'Whether it is possible now. Null if Fin.com did not say: treat it as no.',
    }),
    methods: t.stringList({
      extensions: listSize(3),
      description: 'Ways of payment, such as `ACH`, `FEDWIRE` or `BANK`. An open list.',
      resolve: ({ methods }) => [...methods],
    }),
    reason: t.expose('reason', {
      type: CapabilityReason,
      nullable: true,
      description: 'Why not, if `status` is false and Fin.com says so.',
    }),
  }),
});

CapabilityReason.implement({
  description: 'Why something is not possible yet, in words.',
  fields: (t) => ({
    forCustomer: t.exposeString('forCustomer', {
      nullable: true,
      description: 'Meant to be shown to the person.',
    }),
    forDeveloper: t.exposeString('forDeveloper', {
      nullable: true,
      description: 'Meant for you; do not show it.',
    }),
  }),
});
