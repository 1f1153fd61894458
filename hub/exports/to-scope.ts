// The filters of the dashboard as what a report is about.
import type { ViewFilters } from '../../model/hub-views.ts';
import type { Scope } from '../../model/scope.ts';

export function toScope({ stop, kiosk, ...filters }: ViewFilters): Scope {
  return { ...filters, stopId: stop, kioskId: kiosk };
}
