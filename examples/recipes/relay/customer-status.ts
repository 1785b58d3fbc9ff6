import { graphql } from 'relay-runtime';

/** For `useLazyLoadQuery`. */
export const customerStatusQuery = graphql`
  query customerStatusQuery($id: UUID!) {
    individualCustomer(id: $id) {
      id
      status
      nextStep
    }
  }
`;
