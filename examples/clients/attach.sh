#!/bin/sh
# sh attach.sh http://127.0.0.1:4000/graphql front.jpg back.jpg bill.pdf
set -eu

# --form-string sends its value as it is. -F would interpret parts of it, such as ;type=.
curl --silent --show-error "$1" \
  -H 'graphql-preflight: 1' \
  -H 'accept: application/graphql-response+json' \
  --form-string operations='{
    "query": "mutation ($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id status } } }",
    "variables": { "input": {
      "customerId": "55bd6b4e-c20a-4cc8-9535-91d5557a67d9",
      "proofOfIdentity": {
        "type": "NATIONAL_ID", "number": "A12345678", "country": "USA",
        "issueDate": "2020-01-15", "expiryDate": "2030-01-15",
        "files": [{ "side": "FRONT", "upload": null }, { "side": "BACK", "upload": null }]
      },
      "proofOfAddress": {
        "type": "UTILITY_BILL", "country": "USA",
        "files": [{ "upload": null }]
      },
      "tosPoliciesValue": "e9414388-fbdf-4407-b5c2-bc39eae3645b"
    } }
  }' \
  --form-string map='{
    "0": ["variables.input.proofOfIdentity.files.0.upload"],
    "1": ["variables.input.proofOfIdentity.files.1.upload"],
    "2": ["variables.input.proofOfAddress.files.0.upload"]
  }' \
  -F 0=@"\"$2\"" -F 1=@"\"$3\"" -F 2=@"\"$4\""
