using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ConnectRuntime.Runtime.Plugins;

/// <summary>A plugin class as an assembly's metadata describes it.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Aliases">The aliases of its attribute.</param>
/// <param name="Summary">The summary of its attribute.</param>
/// <param name="Type">What it is, or null where only loading it would tell.</param>
internal sealed record ScannedClass(string Class, IReadOnlyList<string> Aliases, string Summary, PluginType? Type);

/// <summary>An assembly that holds plugin classes.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Version">Its informational version.</param>
/// <param name="ContractMajor">The major version of the contract it was built against.</param>
/// <param name="Classes">Its plugin classes.</param>
internal sealed record ScannedAssembly(string Path, string Version, int ContractMajor, IReadOnlyList<ScannedClass> Classes);

/// <summary>Finds plugin classes in an assembly by reading its metadata: nothing is loaded, so a large plugin costs no time before it is used.</summary>
internal static class PluginScanner
{
    private const string Contract = "ConnectRuntime.Api";
    private const int DeepestBase = 100;

    /// <summary>The plugin classes of an assembly; null where it is not .NET, does not use the contract, or has none.</summary>
    public static ScannedAssembly? Scan(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
        {
            return null;
        }

        var metadata = image.GetMetadataReader();
        var contract = metadata.AssemblyReferences.FirstOrDefault(
            handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Contract));
        if (contract.IsNil)
        {
            return null;
        }

        var classes = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Select(type => Read(metadata, type)).OfType<ScannedClass>().ToList();
        return classes.Count == 0 ? null : new ScannedAssembly(path, Version(metadata), metadata.GetAssemblyReference(contract).Version.Major, classes);
    }

    private static ScannedClass? Read(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var handle in type.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (AttributeName(metadata, attribute) == "PluginAttribute")
            {
                var value = attribute.DecodeValue(AttributeTypes.Instance);
                var aliases = value.FixedArguments is [{ Value: ImmutableArray<CustomAttributeTypedArgument<string>> names }, ..]
                    ? names.Select(name => (string)name.Value!).ToArray() : [];
                var summary = value.NamedArguments.FirstOrDefault(argument => argument.Name == "Summary").Value as string;
                return new ScannedClass(FullName(metadata, type), aliases, summary ?? string.Empty, TypeOf(metadata, type));
            }
        }

        return null;
    }

    private static PluginType? TypeOf(MetadataReader metadata, TypeDefinition type, int depth = 0)
    {
        var names = type.GetInterfaceImplementations()
            .Select(handle => Name(metadata, metadata.GetInterfaceImplementation(handle).Interface))
            .Append(Name(metadata, type.BaseType));
        foreach (var name in names)
        {
            PluginType? known = name switch
            {
                "ISourceConnector" or "SourceConnector`1" => PluginType.Source,
                "ISinkConnector" or "SinkConnector`1" => PluginType.Sink,
                "ITransform" => PluginType.Transformation,
                "IPredicate" => PluginType.Predicate,
                _ => null,
            };
            if (known is not null)
            {
                return known;
            }
        }

        // A damaged file may say that a class is its own base.
        return type.BaseType.Kind == HandleKind.TypeDefinition && depth < DeepestBase
            ? TypeOf(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType), depth + 1) : null;
    }

    private static string? Name(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name),
        HandleKind.TypeSpecification => Name(metadata, GenericDefinition(metadata, (TypeSpecificationHandle)handle)),
        _ => null,
    };

    // ECMA-335 II.23.2.14: GENERICINST (CLASS | VALUETYPE) TypeDefOrRefEncoded …
    private static EntityHandle GenericDefinition(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && signature.ReadByte() != 0
            ? signature.ReadTypeHandle() : default;
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        var space = metadata.GetString(type.Namespace);
        var name = metadata.GetString(type.Name);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private static string? AttributeName(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
            ? Name(metadata, metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent) : null;

    private static string Version(MetadataReader metadata)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (AttributeName(metadata, attribute) == "AssemblyInformationalVersionAttribute")
            {
                return ((string)attribute.DecodeValue(AttributeTypes.Instance).FixedArguments[0].Value!).Split('+')[0];
            }
        }

        return metadata.GetAssemblyDefinition().Version.ToString();
    }

    /// <summary>Names types in attribute values; the attributes read here use strings only.</summary>
    private sealed class AttributeTypes : ICustomAttributeTypeProvider<string>
    {
        public static readonly AttributeTypes Instance = new();

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSystemType() => "Type";

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => "definition";

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => "reference";

        public string GetTypeFromSerializedName(string name) => name;

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

        public bool IsSystemType(string type) => type == "Type";
    }
}
