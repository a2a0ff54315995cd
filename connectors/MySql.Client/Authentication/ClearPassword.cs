using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>mysql_clear_password: the password itself, which tokens and PAM need; only to a server that was verified.</summary>
internal sealed class ClearPassword : AuthenticationPlugin
{
    public override byte[] Begin(AuthenticationContext context) => context.IsPrivate && context.IsVerified
        ? [.. context.Password, 0]
        : throw MySqlErrors.PasswordWouldLeak(context.Server, "mysql_clear_password");
}
