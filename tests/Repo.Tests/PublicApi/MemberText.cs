using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.Repo.Tests.PublicApi;

/// <summary>Members as C# writes them, as far as a caller or an heir can tell them apart.</summary>
public static class MemberText
{
    // One for each member: it keeps what it has looked up without a lock, and test classes run side by side.
    private static NullabilityInfoContext Nulls => new();

    /// <summary>The member, or null when a plugin cannot see it or the compiler made it.</summary>
    public static string? Render(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute), false) => null,
        FieldInfo field when IsVisible(field.Attributes) && !field.IsSpecialName => Field(field),
        ConstructorInfo { IsStatic: false } made when IsVisible(made) => $"{Access(made)}{NameOf(made)}{Parameters(made)}",
        MethodInfo method when IsVisible(method) && !IsAccessor(method) => Method(method),
        PropertyInfo property => Property(property),
        EventInfo raised when raised.AddMethod is { } add && IsVisible(add) =>
            $"{Access(add)}{Shape(add)}event {TypeText.Name(raised.EventHandlerType!)} {raised.Name}",
        _ => null,
    };

    /// <summary>Parameters and result of a delegate.</summary>
    public static string Signature(MethodInfo method) => $"{Parameters(method)} -> {Result(method)}";

    private static string Field(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
        {
            return $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        }

        var how = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "";
        return $"{(field.IsPublic ? "" : "protected ")}{how}{TypeText.Name(field.FieldType, Nulls.Create(field))} {field.Name}{value}";
    }

    private static string Property(PropertyInfo property)
    {
        var get = property.GetMethod is { } g && IsVisible(g) ? g : null;
        var set = property.SetMethod is { } s && IsVisible(s) ? s : null;
        if ((get ?? set) is not { } first)
        {
            return null!;
        }

        var required = property.IsDefined(typeof(RequiredMemberAttribute), false) ? "required " : "";
        var isInit = set?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var setAccess = set is null || set.IsPublic || !first.IsPublic ? "" : "protected ";
        var accessors = (get is null ? "" : "get; ") + (set is null ? "" : setAccess + (isInit ? "init; " : "set; "));
        var index = property.GetIndexParameters() is { Length: > 0 } keys ? $"[{string.Join(", ", keys.Select(Parameter))}]" : "";
        var type = TypeText.Name(property.PropertyType, Nulls.Create(property));
        var reference = Reference(property.PropertyType, get?.ReturnParameter);
        return $"{Access(first)}{Shape(first)}{required}{reference}{type} {property.Name}{index} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method)
    {
        var arguments = method.GetGenericArguments();
        var generic = arguments.Length > 0 ? $"<{string.Join(", ", arguments.Select(a => a.Name))}>" : "";
        var signature = $"{method.Name}{generic}{Parameters(method)}{TypeText.Constraints(arguments)}";
        return $"{Access(method)}{Shape(method)}{Result(method)} {signature}";
    }

    private static string Result(MethodInfo method) =>
        Reference(method.ReturnType, method.ReturnParameter) + TypeText.Name(method.ReturnType, Nulls.Create(method.ReturnParameter));

    private static string Reference(Type type, ParameterInfo? result) => !type.IsByRef ? ""
        : result?.GetRequiredCustomModifiers().Any(m => m.Name == "InAttribute") == true ? "ref readonly " : "ref ";

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var passed = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), false)
            || parameter.IsDefined(typeof(ParamCollectionAttribute), false);
        var value = parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "";
        var type = TypeText.Name(parameter.ParameterType, Nulls.Create(parameter));
        return $"{(many ? "params " : "")}{passed}{type} {parameter.Name}{value}";
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask)
        is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    // A protected member of a sealed type is seen by nobody.
    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string NameOf(ConstructorInfo made) => made.DeclaringType!.Name.Split('`')[0];

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Shape(MethodInfo method)
    {
        var isStatic = method.IsStatic ? "static " : "";
        if (method.DeclaringType!.IsInterface)
        {
            // A member with a body does not have to be written by who implements the interface.
            return isStatic + (method.IsAbstract ? (method.IsStatic ? "abstract " : "") : "virtual ");
        }

        var isOverride = method.IsVirtual && method.GetBaseDefinition() != method;
        return isStatic
            + (method.IsAbstract ? "abstract " : isOverride ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "");
    }
}
