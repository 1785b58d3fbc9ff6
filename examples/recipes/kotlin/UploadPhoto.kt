import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.api.toUpload
import com.example.gateway.UploadDocumentsMutation
import com.example.gateway.type.UploadDocumentsInput
import java.io.File

/** Uploads a photo, and returns its URI for a later attach. */
suspend fun uploadPhoto(client: ApolloClient, customerId: String, photo: File): String {
    val input = UploadDocumentsInput(customerId = customerId, files = listOf(photo.toUpload("image/jpeg")))
    val response = client.mutation(UploadDocumentsMutation(input)).execute()
    // Throws if there is no response, or if it has errors.
    return response.dataOrThrow().uploadDocuments!!.files.first().uri
}
