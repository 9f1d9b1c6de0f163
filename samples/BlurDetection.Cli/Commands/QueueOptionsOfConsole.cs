using System.CommandLine;
using BlurDetection.Queue;

namespace BlurDetection.Cli.Commands;

/// <summary>The options that name a broker and a queue.</summary>
internal sealed class QueueOptionsOfConsole
{
    private readonly Option<Uri> _broker = new("--broker", "-b")
    {
        Description = "The RabbitMQ broker.",
        HelpName = "URL",
        DefaultValueFactory = _ => new QueueOptions().Broker,
        CustomParser = result =>
        {
            if (result.Tokens is [{ Value: var text }] && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                && uri.Scheme is "amqp" or "amqps")
                return new Uri(text);
            result.AddError("--broker is an address like amqp://user:password@host:5672.");
            return null;
        },
    };

    private readonly Option<string> _queue = new("--queue")
    {
        Description = "The queue.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new QueueOptions().Queue,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_broker);
        command.Options.Add(_queue);
    }

    public QueueOptions Read(ParseResult parsed, string? database = null) =>
        new() { Broker = parsed.GetRequiredValue(_broker), Queue = parsed.GetRequiredValue(_queue), Database = database };
}
