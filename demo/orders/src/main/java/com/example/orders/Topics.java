package com.example.orders;

/** The topics that this application shares with others. */
final class Topics {
    static final String ORDERS = "orders";
    static final String PAYMENTS = "payments";
    static final String CUSTOMERS = "customers";
    static final String PRODUCTS = "products";
    static final String PRICES = "prices";
    static final String PAGE_VIEWS = "page-views";

    static final String ORDER_STATUS = "order-status";
    static final String CUSTOMER_REVENUE = "customer-revenue";
    static final String LARGE_ORDERS = "large-orders";

    private Topics() {
    }
}
