package dev.probity.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeBudget;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Kafka cluster to describe itself, with one dedicated client that lives until the
 * application's properties are others, or no broker has answered it for a while. The
 * client is made by the first run, from the application's own properties: whatever is
 * wrong with them fails the check, and nothing else. Thread-safe.
 */
final class KafkaCheck implements DependencyCheck, AutoCloseable {

	private final KafkaClient client;

	private final CheckPolicy policy;

	private final Ticker ticker;

	/**
	 * Check a cluster.
	 * @param properties the properties of an admin client, security included; asked by
	 * each run, on the thread of the check
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 */
	public KafkaCheck(Supplier<Map<String, Object>> properties, CheckPolicy policy, Ticker ticker) {
		this.client = new KafkaClient(properties, policy, ticker);
		this.policy = policy;
		this.ticker = ticker;
	}

	@Override
	public CheckResult check() throws Exception {
		TimeBudget budget = TimeBudget.ofRun(this.policy.timeout(), this.ticker);
		Admin admin;
		try {
			admin = this.client.open();
		}
		catch (KafkaClient.UnusableException ex) {
			return ex.result();
		}
		// the first run may have needed all of it to make the client, and is late anyway
		Duration remaining = budget.remaining();
		// a little less for the client: "no broker answered" says more than "timed out"
		Duration patience = remaining.multipliedBy(9).dividedBy(10);
		DescribeClusterResult cluster = admin
			.describeCluster(new DescribeClusterOptions().timeoutMs((int) Math.max(1, patience.toMillis())));
		try {
			KafkaFuture.allOf(cluster.nodes(), cluster.controller(), cluster.clusterId())
				.get(remaining.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return noAnswer(patience);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return (cause instanceof org.apache.kafka.common.errors.TimeoutException) ? noAnswer(patience)
					: CheckResult.failed(cause);
		}
		this.client.answered();
		return CheckResult.passed(details(cluster));
	}

	/**
	 * The client does not tell a refused connection from one that hangs; its own words
	 * are about its calls and deadlines.
	 */
	private CheckResult noAnswer(Duration patience) {
		this.client.unheard();
		return CheckResult
			.failed("no broker answered within %s (%s)".formatted(Durations.exact(patience), this.client.addresses()));
	}

	private static Map<String, Object> details(DescribeClusterResult cluster)
			throws InterruptedException, ExecutionException {
		Map<String, Object> details = new LinkedHashMap<>();
		String id = cluster.clusterId().get();
		if (id != null) {
			details.put("clusterId", id);
		}
		details.put("controller", describe(cluster.controller().get()));
		Collection<Node> nodes = cluster.nodes().get();
		details.put("nodes", nodes.size());
		return details;
	}

	private static String describe(@Nullable Node node) {
		return (node == null || node.isEmpty()) ? "none" : node.id() + " at " + node.host() + ":" + node.port();
	}

	/**
	 * Close the client, at once whatever it is doing. There is no other after that.
	 */
	@Override
	public void close() {
		this.client.close();
	}

}
