using System.Reflection;
using Xunit.v3;

[assembly: TestFramework(typeof(Backorders.Tests.ListedTests))]

namespace Backorders.Tests;

/// <summary>Tests that need an account somewhere: in the list when the environment names it, else not at all.</summary>
/// <param name="variable">The environment variable that says where.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string variable) : Attribute
{
    public bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}

/// <summary>The list of tests: a test that cannot run here is not skipped, it is not on it.</summary>
public sealed class ListedTests : XunitTestFramework
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer((IXunitTestAssembly)base.CreateDiscoverer(assembly).TestAssembly);

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override bool IsValidTestClass(Type type) =>
            base.IsValidTestClass(type) && type.GetCustomAttribute<NeedsAttribute>() is null or { IsThere: true };
    }
}
