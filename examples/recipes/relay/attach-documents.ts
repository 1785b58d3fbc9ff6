import { type GatewayError, parseErrors, transportFailure } from '@fin-gateway/client/errors';
import { commitMutation, type Environment, graphql, type UploadableMap } from 'relay-runtime';
import type {
  AttachIndividualDocumentsInput,
  attachDocumentsMutation,
} from './__generated__/attachDocumentsMutation.graphql';

/**
 * @param uploadables each file by the path at which the input has null, such as `input.proofOfIdentity.files.0.upload`
 * @returns the errors of the gateway, none if the documents are attached
 * @throws if there is no response. It is then unknown whether the documents were attached.
 */
export function attachDocuments(
  environment: Environment,
  input: AttachIndividualDocumentsInput,
  uploadables: UploadableMap,
): Promise<readonly GatewayError[]> {
  return new Promise((resolve, reject) => {
    commitMutation<attachDocumentsMutation>(environment, {
      mutation: graphql`
        mutation attachDocumentsMutation($input: AttachIndividualDocumentsInput!) {
          attachIndividualDocuments(input: $input) {
            customer {
              id
              status
            }
          }
        }
      `,
      variables: { input },
      uploadables,
      onCompleted: () => resolve([]),
      onError: (error) => (transportFailure(error) ? reject(error) : resolve(parseErrors(error))),
    });
  });
}
