package dev.probity.consumer;

import java.util.ArrayList;
import java.util.List;

import dev.probity.fixture.OwnPostgres;

import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * One whose records come from RabbitMQ.
 */
final class RabbitOutageRun extends OutageRun {

	RabbitOutageRun(String name, OwnPostgres postgres, String... properties) {
		super(name, postgres);
		start(RabbitOutageApplication.class, properties);
	}

	@Override
	void deliver(String key, String entry) {
		bean(RabbitTemplate.class).convertAndSend("", this.topic, entry, (message) -> {
			MessageProperties properties = message.getMessageProperties();
			properties.setMessageId(entry);
			return message;
		});
	}

	@Override
	long lag() {
		return ready(this.topic);
	}

	private long ready(String queue) {
		Long ready = bean(RabbitTemplate.class).execute((channel) -> channel.messageCount(queue));
		return (ready != null) ? ready : 0;
	}

	@Override
	boolean hasDeadLetters() {
		return ready(this.topic + "-dlq") > 0;
	}

	@Override
	List<String> deadLetters() {
		List<String> entries = new ArrayList<>();
		Object entry = bean(RabbitTemplate.class).receiveAndConvert(this.topic + "-dlq");
		while (entry != null) {
			entries.add(entry.toString());
			entry = bean(RabbitTemplate.class).receiveAndConvert(this.topic + "-dlq");
		}
		return entries;
	}

}
