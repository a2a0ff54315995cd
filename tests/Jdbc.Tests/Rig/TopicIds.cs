namespace ConnectRuntime.Jdbc.Tests.Rig;

/// <summary>Two incarnations of a topic.</summary>
internal static class TopicIds
{
    public static readonly Guid First = new("11111111-1111-1111-1111-111111111111");
    public static readonly Guid Second = new("22222222-2222-2222-2222-222222222222");
}
