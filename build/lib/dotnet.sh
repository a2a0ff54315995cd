# The .NET SDK: the one thing that has to be there before.
# shellcheck shell=bash

# ensure_dotnet: checks for the SDK that global.json asks for.
ensure_dotnet() {
  local folder version
  if ! command -v dotnet > /dev/null; then
    for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
        export DOTNET_ROOT=$folder PATH=$folder:$PATH
        break
      fi
    done
  fi
  local advice="Install the .NET 10 SDK (https://dot.net/download; Ubuntu 24.04: apt-get install dotnet-sdk-10.0) and run this again."
  command -v dotnet > /dev/null || die "There is no dotnet on this machine. $advice"
  # Nothing here formats by culture, so the SDK has to do without ICU where there is none.
  have_library libicuuc.so || compgen -G '/usr/lib/*/libicuuc.so.*' > /dev/null || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  version=$(cd "$root" && dotnet --version 2>&1) || die "No installed SDK is the one that global.json asks for: $version $advice"
  case $version in
    1[0-9].*) say "The .NET SDK is $version" ;;
    *) die "The .NET SDK is $version, 10.0 is required. $advice" ;;
  esac
}
