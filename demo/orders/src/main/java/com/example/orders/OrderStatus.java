package com.example.orders;

record OrderStatus(String orderId, String state) {
    static OrderStatus of(Order order, Payment payment) {
        if (payment == null) {
            return new OrderStatus(order.id(), "OPEN");
        }
        return new OrderStatus(order.id(), payment.accepted() ? "PAID" : "REFUSED");
    }
}
