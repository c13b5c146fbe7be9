package dev.probity.sample.orders;

record Order(long id, String item, int quantity, OrderStatus status) {

	public boolean hasShipped() {
		return this.status == OrderStatus.SHIPPED;
	}

}
