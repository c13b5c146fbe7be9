package dev.probity.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.ProducerListener;

/**
 * Sees messages that a template could not send, and passes on what speaks against the
 * cluster, not against the message: it did not answer, could not be reached, or lets
 * nobody in. Whoever listened before is told as before.
 */
final class KafkaSendErrors implements ProducerListener<Object, Object> {

	private final @Nullable ProducerListener<Object, Object> listener;

	private final Runnable hint;

	/**
	 * See what goes wrong.
	 * @param listener the template's listener, if it has one
	 */
	KafkaSendErrors(@Nullable ProducerListener<Object, Object> listener, Runnable hint) {
		this.listener = listener;
		this.hint = hint;
	}

	@Override
	public void onSuccess(ProducerRecord<Object, Object> message, RecordMetadata metadata) {
		if (this.listener != null) {
			this.listener.onSuccess(message, metadata);
		}
	}

	@Override
	public void onError(ProducerRecord<Object, Object> message, @Nullable RecordMetadata metadata, Exception error) {
		if (error instanceof RetriableException || error instanceof AuthenticationException) {
			this.hint.run();
		}
		if (this.listener != null) {
			this.listener.onError(message, metadata, error);
		}
	}

}
