@NullMarked
package com.rollingdrop.persistence.clickhouse;

import org.jspecify.annotations.NullMarked;
