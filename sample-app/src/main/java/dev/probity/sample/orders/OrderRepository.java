package dev.probity.sample.orders;

import java.util.Optional;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OrderRepository {

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Order save(NewOrder order) {
		return this.jdbc
			.sql("insert into orders (item, quantity) values (:item, :quantity) returning id, item, quantity, status")
			.param("item", order.item())
			.param("quantity", order.quantity())
			.query(Order.class)
			.single();
	}

	/**
	 * Only what does not change any more is kept in the cache, so nothing has to be
	 * removed from it.
	 */
	@Cacheable(cacheNames = "orders", unless = "#result == null || !#result.hasShipped()")
	Optional<Order> findById(long id) {
		return this.jdbc.sql("select id, item, quantity, status from orders where id = :id")
			.param("id", id)
			.query(Order.class)
			.optional();
	}

	void markShipped(long id) {
		this.jdbc.sql("update orders set status = 'SHIPPED' where id = :id").param("id", id).update();
	}

}
