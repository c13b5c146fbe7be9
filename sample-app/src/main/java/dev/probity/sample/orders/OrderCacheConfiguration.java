package dev.probity.sample.orders;

import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/**
 * Orders in Redis, as JSON. A cache that fails is a cache that is empty: the database
 * answers, and the log says why.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class OrderCacheConfiguration implements CachingConfigurer {

	@Bean
	RedisCacheManagerBuilderCustomizer ordersAsJson() {
		return (builder) -> builder.withCacheConfiguration("orders", builder.cacheDefaults()
			.serializeValuesWith(SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Order.class))));
	}

	@Override
	public CacheErrorHandler errorHandler() {
		return new LoggingCacheErrorHandler();
	}

}
