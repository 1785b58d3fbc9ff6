import Apollo
import Foundation
import Gateway

func createClient(url: URL) -> ApolloClient {
  let store = ApolloStore(cache: InMemoryNormalizedCache())
  let transport = RequestChainNetworkTransport(
    urlSession: URLSession(configuration: .default),
    interceptorProvider: DefaultInterceptorProvider.shared,
    store: store,
    endpointURL: url,
    // The gateway accepts files only with this header or an access token.
    additionalHeaders: ["graphql-preflight": "1"]
  )
  return ApolloClient(networkTransport: transport, store: store)
}

/// Uploads a photo, and returns its URI for a later attach.
func uploadPhoto(_ photo: Data, customerId: String, client: ApolloClient) async throws -> String? {
  let file = GraphQLFile(fieldName: "file", originalName: "photo.jpg", mimeType: "image/jpeg", data: photo)
  let response = try await client.upload(
    operation: Gateway.UploadFileMutation(customerId: customerId, file: file.originalName),
    files: [file]
  )
  return response.data?.uploadDocuments?.files.first?.uri
}
