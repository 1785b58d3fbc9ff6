@_spi(Execution) @_spi(Internal) import ApolloAPI

/// A name or an index.
public enum PathSegment: CustomScalarType, Hashable {
  case name(String)
  case index(Int)

  public init(_jsonValue value: JSONValue) throws {
    if let name = value as? String {
      self = .name(name)
    } else if let index = value as? Int {
      self = .index(index)
    } else {
      throw JSONDecodingError.couldNotConvert(value: value, to: Self.self)
    }
  }

  public var _jsonValue: JSONValue {
    switch self {
    case .name(let name): return name
    case .index(let index): return index
    }
  }
}
