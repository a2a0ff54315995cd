using System.Reflection;
using System.Runtime.CompilerServices;

namespace ConnectRuntime.Repo.Tests.PublicApi;

/// <summary>Types as C# writes them, with their namespaces.</summary>
public static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    /// <summary>The name of a type that is declared, with its type parameters.</summary>
    public static string Name(Type type) => Name(type, null);

    /// <summary>A type in use; with <paramref name="nulls"/>, question marks for references that may be null.</summary>
    public static string Name(Type type, NullabilityInfo? nulls)
    {
        var mark = nulls?.ReadState == NullabilityState.Nullable || nulls?.WriteState == NullabilityState.Nullable ? "?" : "";
        if (type.IsByRef || type.IsPointer)
        {
            return Name(type.GetElementType()!, nulls) + (type.IsPointer ? "*" : "");
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nulls?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value, null) + "?";
        }

        if (Keywords.TryGetValue(type, out var keyword) || type.IsGenericParameter)
        {
            return (keyword ?? type.Name) + mark;
        }

        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var prefix = type.DeclaringType is { } declaring ? Name(Outer(declaring, arguments)) : type.Namespace;
        var own = arguments.Skip(outer).Select((a, i) => Name(a, nulls?.GenericTypeArguments.ElementAtOrDefault(outer + i)));
        var generic = arguments.Length > outer ? $"<{string.Join(", ", own)}>" : "";
        return $"{prefix}.{type.Name.Split('`')[0]}{generic}{mark}";
    }

    /// <summary>A type's declaration without its members.</summary>
    public static string Declaration(Type type)
    {
        var bases = Bases(type).Select(b => Name(b)).ToList();
        var inherits = bases.Count > 0 ? " : " + string.Join(", ", bases) : "";
        var text = $"{Modifiers(type)} {Name(type)}{inherits}{Constraints(type.GetGenericArguments())}";
        return typeof(Delegate).IsAssignableFrom(type) ? $"{text} {MemberText.Signature(type.GetMethod("Invoke")!)}" : text;
    }

    /// <summary>The constraints of type parameters, or nothing.</summary>
    public static string Constraints(Type[] arguments) => string.Concat(arguments.Where(a => a.IsGenericParameter).Select(Constraint));

    private static Type Outer(Type declaring, Type[] arguments) =>
        declaring.IsGenericTypeDefinition ? declaring.MakeGenericType(arguments[..declaring.GetGenericArguments().Length]) : declaring;

    private static string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var parts = new List<string>();
        var isValue = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        Add(isValue, "struct");
        Add(flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint), "class");
        parts.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(c => Name(c)));
        Add(!isValue && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint), "new()");
        Add(flags.HasFlag(GenericParameterAttributes.AllowByRefLike), "allows ref struct");
        return parts.Count > 0 ? $" where {parameter.Name} : {string.Join(", ", parts)}" : "";

        void Add(bool condition, string text)
        {
            if (condition)
            {
                parts.Add(text);
            }
        }
    }

    private static string Modifiers(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return "delegate";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            var isReadOnly = type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "";
            return $"{isReadOnly}{(type.IsByRefLike ? "ref " : "")}struct";
        }

        var kind = type.GetMethod("<Clone>$") is null ? "class" : "record";
        return (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + kind;
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetUnderlyingType(type) is var whole && whole == typeof(int) ? [] : [whole];
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        var parent = type.BaseType is { } p && p != typeof(object) && p != typeof(ValueType) ? new[] { p } : [];
        var added = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(i => i.IsVisible);
        return parent.Concat(added.OrderBy(i => Name(i), StringComparer.Ordinal));
    }
}
