package dev.probity.sample.orders;

enum OrderStatus {

	ACCEPTED, SHIPPED

}
