using System.Text;
using Backorders.Supply;

namespace Backorders.Tests.Api;

public sealed class WebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Secret = WebhookSignature.DecodeSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    public static TheoryData<string, string, string, string, string> Vectors => new()
    {
        {
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Id, Timestamp, """{"test": 2432232314}""", Signature
        },
        {
            "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "evt_0001", "1700000000",
            """{"sku":"Käse-1","qty":2}""", "v1,5adOtOttrefuufOI5HF3oNefC2ZxMJFRCV0BANKSanA="
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_published_signatures_are_made_and_taken(
        string secret, string id, string timestamp, string body, string signature)
    {
        var key = WebhookSignature.DecodeSecret(secret)!;
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(signature, WebhookSignature.Sign(id, timestamp, bytes, key));
        Assert.True(WebhookSignature.Verify(
            id, timestamp, bytes, signature, [key], DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp))));
    }

    [Fact]
    public void A_body_with_any_bit_changed_is_refused()
    {
        foreach (var changed in EveryBitOf(Body))
            Assert.False(Verify(body: changed));
    }

    [Fact]
    public void An_id_a_timestamp_or_a_signature_with_any_bit_changed_is_refused()
    {
        foreach (var changed in EveryBitOf(Encoding.Latin1.GetBytes(Id)))
            Assert.False(Verify(id: Encoding.Latin1.GetString(changed)));
        foreach (var changed in EveryBitOf(Encoding.Latin1.GetBytes(Timestamp)))
            Assert.False(Verify(timestamp: Encoding.Latin1.GetString(changed)));
        foreach (var changed in EveryBitOf(Encoding.Latin1.GetBytes(Signature)))
            Assert.False(Verify(signatures: Encoding.Latin1.GetString(changed)));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_counts_for_five_minutes_either_way(int secondsLater, bool taken) =>
        Assert.Equal(taken, Verify(now: SignedAt.AddSeconds(secondsLater)));

    [Theory]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData("v2,abc v1a,xyz nonsense  " + Signature)]
    [InlineData(Signature + " v1,")]
    public void One_good_entry_in_the_list_is_enough(string signatures) => Assert.True(Verify(signatures: signatures));

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,")]
    public void Without_a_good_entry_nothing_is_taken(string signatures) =>
        Assert.False(Verify(signatures: signatures));

    [Theory]
    [InlineData("")]
    [InlineData("+1614265330")]
    [InlineData(" 1614265330")]
    [InlineData("1614265330.5")]
    [InlineData("99999999999999999999")]
    [InlineData("999999999999999")]
    public void A_timestamp_is_whole_seconds(string timestamp)
    {
        var signed = WebhookSignature.Sign(Id, timestamp, Body, Secret);
        Assert.False(Verify(timestamp: timestamp, signatures: signed));
    }

    [Fact]
    public void While_secrets_are_rotated_either_one_signs()
    {
        byte[] other = [1, 2, 3, 4];
        Assert.True(WebhookSignature.Verify(Id, Timestamp, Body, Signature, [other, Secret], SignedAt));
        Assert.True(WebhookSignature.Verify(Id, Timestamp, Body, Signature, [Secret, other], SignedAt));
        Assert.False(WebhookSignature.Verify(Id, Timestamp, Body, Signature, [other], SignedAt));
        Assert.False(WebhookSignature.Verify(Id, Timestamp, Body, Signature, [], SignedAt));
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_!!!")]
    public void A_secret_is_whsec_and_base64(string secret) => Assert.Null(WebhookSignature.DecodeSecret(secret));

    private static bool Verify(
        string id = Id, string timestamp = Timestamp, byte[]? body = null, string signatures = Signature,
        DateTimeOffset? now = null) =>
        WebhookSignature.Verify(id, timestamp, body ?? Body, signatures, [Secret], now ?? SignedAt);

    private static IEnumerable<byte[]> EveryBitOf(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return changed;
        }
    }
}
