public import ArgumentParser
public import Initializers
public import WeightFiles

extension StoredType: ExpressibleByArgument {}

extension BFloat16: StoredScalar {
    public static var storedType: StoredType { .bfloat16 }
}
