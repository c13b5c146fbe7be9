package dev.probity.kafka;

import java.lang.reflect.Field;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/**
 * Watches what each template of Kafka that is a bean could not send.
 */
final class KafkaTemplateWatch implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(KafkaTemplateWatch.class);

	private final ObjectProvider<KafkaCheckDefinitions> definitions;

	KafkaTemplateWatch(ObjectProvider<KafkaCheckDefinitions> definitions) {
		this.definitions = definitions;
	}

	/**
	 * Once it has its listener, and before anybody wraps it.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof KafkaTemplate<?, ?> template) {
			watch(template, beanName);
		}
		return bean;
	}

	/**
	 * A template does not say who listens, so that is read by reflection, and whoever it
	 * is goes on listening; where that fails nobody is displaced.
	 */
	@SuppressWarnings("unchecked")
	private void watch(KafkaTemplate<?, ?> template, String beanName) {
		try {
			Field field = KafkaTemplate.class.getDeclaredField("producerListener");
			field.setAccessible(true);
			@Nullable ProducerListener<Object, Object> listener = (ProducerListener<Object, Object>) field.get(template);
			((KafkaTemplate<Object, Object>) template).setProducerListener(new KafkaSendErrors(listener, this::hint));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("The template '%s' does not expose its listener: what it cannot send triggers no check"
				.formatted(beanName), ex);
		}
	}

	private void hint() {
		this.definitions.ifAvailable(KafkaCheckDefinitions::hint);
	}

}
