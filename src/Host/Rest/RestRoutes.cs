namespace ConnectRuntime.Host.Rest;

/// <summary>Short forms for mapping endpoints that are plain <see cref="RequestDelegate"/>s.</summary>
internal static class RestRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Posting = [HttpMethods.Post];
    private static readonly string[] Putting = [HttpMethods.Put];
    private static readonly string[] Patching = [HttpMethods.Patch];
    private static readonly string[] Deleting = [HttpMethods.Delete];

    /// <summary>GET, and HEAD with it.</summary>
    public static IEndpointConventionBuilder Read(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Reading, handler);

    /// <summary>POST.</summary>
    public static IEndpointConventionBuilder Post(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Posting, handler);

    /// <summary>PUT.</summary>
    public static IEndpointConventionBuilder Put(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Putting, handler);

    /// <summary>PATCH.</summary>
    public static IEndpointConventionBuilder Patch(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Patching, handler);

    /// <summary>DELETE.</summary>
    public static IEndpointConventionBuilder Delete(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Deleting, handler);

    /// <summary>A part of the path that the pattern names.</summary>
    public static string Segment(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A flag of the query: <c>true</c> in any case is true, anything else is false, as the rival has it.</summary>
    public static bool Flag(this HttpContext context, string name, bool absent = false) =>
        context.Request.Query.TryGetValue(name, out var values)
            ? bool.TrueString.Equals(values[0], StringComparison.OrdinalIgnoreCase)
            : absent;
}
