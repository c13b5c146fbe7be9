package dev.probity.sample.orders;

import java.util.Optional;

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
			.sql("insert into orders (item, quantity) values (:item, :quantity) returning id, item, quantity")
			.param("item", order.item())
			.param("quantity", order.quantity())
			.query(Order.class)
			.single();
	}

	Optional<Order> findById(long id) {
		return this.jdbc.sql("select id, item, quantity from orders where id = :id")
			.param("id", id)
			.query(Order.class)
			.optional();
	}

}
