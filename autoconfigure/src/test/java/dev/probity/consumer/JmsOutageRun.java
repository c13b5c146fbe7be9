package dev.probity.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.fixture.OwnPostgres;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQQueue;

import org.springframework.jms.core.JmsTemplate;

/**
 * One whose records come from ActiveMQ.
 */
final class JmsOutageRun extends OutageRun {

	private static final String DEAD = "dead.";

	private final BrokerService broker;

	JmsOutageRun(String name, OwnPostgres postgres, BrokerService broker, String... properties) {
		super(name, postgres);
		this.broker = broker;
		start(JmsOutageApplication.class,
				Stream
					.concat(Stream.of("--broker=vm://" + broker.getBrokerName() + "?create=false"),
							Stream.of(properties))
					.toArray(String[]::new));
	}

	/**
	 * A broker in this JVM, which keeps the dead letters of each queue apart.
	 */
	static BrokerService broker() throws Exception {
		IndividualDeadLetterStrategy dead = new IndividualDeadLetterStrategy();
		dead.setQueuePrefix(DEAD);
		PolicyEntry policy = new PolicyEntry();
		policy.setDeadLetterStrategy(dead);
		PolicyMap policies = new PolicyMap();
		policies.setDefaultEntry(policy);
		BrokerService broker = new BrokerService();
		broker.setBrokerName("outage");
		broker.setPersistent(false);
		broker.setUseJmx(false);
		broker.setDestinationPolicy(policies);
		broker.start();
		return broker;
	}

	@Override
	void deliver(String key, String entry) {
		bean(JmsTemplate.class).convertAndSend(this.topic, entry);
	}

	@Override
	long lag() {
		return messages(this.topic);
	}

	private long messages(String name) {
		try {
			Destination queue = this.broker.getDestination(new ActiveMQQueue(name));
			return queue.getDestinationStatistics().getMessages().getCount();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	boolean hasDeadLetters() {
		return messages(DEAD + this.topic) > 0;
	}

	@Override
	List<String> deadLetters() {
		List<String> entries = new ArrayList<>();
		Object entry = next();
		while (entry != null) {
			entries.add(entry.toString());
			entry = next();
		}
		return entries;
	}

	private Object next() {
		return bean(JmsTemplate.class).receiveAndConvert(DEAD + this.topic);
	}

}
