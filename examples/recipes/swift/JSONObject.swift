@_spi(Execution) @_spi(Internal) import ApolloAPI

/// The params of an error.
public struct JSONObject: CustomScalarType, Hashable {
  public let _jsonValue: JSONValue

  public init(_jsonValue value: JSONValue) throws {
    _jsonValue = value
  }

  public static func == (left: Self, right: Self) -> Bool {
    AnyHashable(left._jsonValue) == AnyHashable(right._jsonValue)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(AnyHashable(_jsonValue))
  }
}
