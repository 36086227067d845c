package nexus.gateway.router;

import nexus.config.MoneyConfig;

/**
 * What one symbol on one platform means for money.
 *
 * @param values of its universal symbol; null where the configuration does not say
 * @param rate of the currency that its prices are in; null where that is not known
 * @param quotes the rates that its prices are; null if none
 * @param samePrice whether its prices are those of the universal symbol, so that the tick size holds for them
 */
record Worth(MoneyConfig.Instrument values, CurrencyRate rate, CurrencyRate[] quotes, boolean samePrice) {}
