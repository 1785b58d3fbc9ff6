plugins {
    id("com.apollographql.apollo") version "5.1.0"
}

dependencies {
    implementation("com.apollographql.apollo:apollo-runtime:5.1.0")
}

apollo {
    // Reads src/main/graphql: schema.graphqls, and the operations.
    service("gateway") {
        packageName.set("com.example.gateway")
        mapScalarToUpload("Upload")
        mapScalarToKotlinString("UUID")
        mapScalarToKotlinString("LocalDate")
        mapScalarToKotlinString("DateTime")
        mapScalarToKotlinString("URL")
        // A name or an index.
        mapScalarToKotlinAny("PathSegment")
        mapScalarToKotlinAny("JSONObject")
    }
}
