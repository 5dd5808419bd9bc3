import type { NetClient, NetResponse } from '../core/net.ts';

/** What a run asks of sites, counted while it runs. */
export interface TrafficCount {
  /** The given one, watched. */
  readonly net: NetClient;
  readonly requests: number;
  /** Bytes of the answers, unpacked. */
  readonly bytes: number;
}

/** Counts requests, failed ones too, and what they were answered. Robots files are fetched inside net and never come by here. */
export function countTraffic(net: NetClient): TrafficCount {
  const count = { requests: 0, bytes: 0 };
  const counted = async (asked: Promise<NetResponse>): Promise<NetResponse> => {
    count.requests += 1;
    const response = await asked;
    count.bytes += response.body.length;
    return response;
  };
  return {
    net: {
      get: (url, options) => counted(net.get(url, options)),
      call: (url, options) => counted(net.call(url, options)),
    },
    get requests() {
      return count.requests;
    },
    get bytes() {
      return count.bytes;
    },
  };
}
